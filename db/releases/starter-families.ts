/**
 * The families of the starter code set besides those that answer keys name: what the bundled charts make a learner
 * choose between. Whole three-character categories of ICD-10-CM, whole tables of ICD-10-PCS, HCPCS codes by their first
 * characters. Ranges include both ends.
 */
export const STARTER_CATEGORIES = [
  'A04 A08-A09 A40-A41 A46 A49 B95-B97 R65',
  'C18-C20 C43-C44 C4A C50 C77-C80 C7A-C7B D04 D12 D17 D22-D23 D48-D50 D61-D64 D68 D70 D72',
  'E08-E11 E13 E16 E66 E78 E86-E87',
  'F02-F03 F05 F10 F17 F32 F41 G20 G30 G47 G89-G90 H21 H25-H26 H36',
  'I08 I10-I13 I16 I20-I25 I27 I48 I50 I51 I95',
  'J12-J15 J18 J20-J22 J40-J47 J80-J81 J90 J96 J98',
  'K21 K57 K59 K62-K64 K80-K83 L03 L21 L55-L57 L82 L89',
  'M16-M17 M25 M54 M80-M81 M84 N17-N19 N39-N40 N99',
  'O09 O10 O13-O14 O24 O26 O30 O32 O34-O36 O41-O42 O47-O48 O60-O62 O66-O72 O75-O77 O80 O82 O86 O90 O99 Z34 Z37-Z39 Z3A',
  'R00 R03 R05-R07 R09-R11 R17 R31 R33-R35 R39-R42 R50 R53 R55 R57 R63 R68 R73 R79',
  'S09 S50-S51 S72 S80-S83 S86 S89-S90 S92-S93 S96 S99 T36 T38-T39 T42-T43 T45-T46 T50 T81 T84',
  'V00 V19 W00-W01 W03 W06-W07 W10-W11 W18-W19 W21-W22 W50-W51 X50 X58 Y92-Y93 Y95 Y99',
  'Z00 Z01 Z08-Z09 Z12 Z16-Z17 Z23 Z28 Z45 Z47-Z48 Z51 Z53 Z66 Z68 Z71-Z72 Z74 Z77 Z79-Z80 Z83 Z85-Z88 Z90-Z92 Z95-Z99',
].flatMap((line) => line.split(' '));

export const STARTER_PCS_TABLES = [
  '0SR 0SQ 0SS 0SH 0SP 0SW 0QS 0QH 0QR 0QP', // hip: replacement, reposition, insertion
  '10D 10E 10T 10J 109 10H 0KQ 0HQ 0UQ 0W8 0DQ 0UC', // delivery and repair of lacerations
  '5A0 5A1 5A2 0BH 0BJ', // ventilation and circulation support, airway
  '02H 05H 06H 0JH', // lines and devices
  '0F7 0F9 0FC 0FH 0FJ 0FP 0FT 0FB BF1', // bile ducts, gallbladder
  '0W9 0W3 4A0 4A1 3E0', // drainage, monitoring, administration (3E0: large, kept whole)
  '302', // transfusion
].flatMap((line) => line.split(' '));

/** First characters of HCPCS Level II codes whose whole family is there. */
export const STARTER_HCPCS_FAMILIES = [
  'A46 A62 A95 E01 G00 G01 G02 G04 G05 G20 G21 G22 G23 G90 G92 G95',
  'J01 J02 J03 J05 J06 J07 J08 J09 J10 J11 J12 J13 J14 J15 J16 J17 J18 J19 J20 J21 J22 J23 J24 J25 J26 J27 J28 J29',
  'J30 J31 J32 J33 J34 J35 J70 J73 J76 J87 J90 J91 J92 J93 J94 Q01 Q20 Q40 Q51 Q99 L18 L19 L21 L38 L43 P90 V26',
].flatMap((line) => line.split(' '));
