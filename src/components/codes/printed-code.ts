/** A code as an index prints it, read for the page it leads to: `C79.8-` means the header C79.8. Undefined for `-` and `--`. */
export function headerOfPrinted(printed: string): string | undefined {
  const code = printed.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  return /^(?:[A-Z]\d|Q[A-Z])[0-9A-Z]/.test(code) ? code.slice(0, 7) : undefined;
}
