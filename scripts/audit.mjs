// Asks the npm registry whether a package that the running product uses has a known weakness. High and critical ones
// fail; without a registry that answers this says so and passes, because nothing was found out.
import { spawnSync } from 'node:child_process';

const WORDS = ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=20000'];
const { stdout } = spawnSync('npm', WORDS, {
  encoding: 'utf8',
  maxBuffer: 64 * 2 ** 20,
  timeout: 90_000,
  shell: process.platform === 'win32',
});

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const { vulnerabilities, metadata } = read(stdout ?? '');
if (!vulnerabilities || !metadata) {
  console.log('Known weaknesses of packages: not checked, the registry does not answer.');
  process.exit(0);
}
const all = Object.values(vulnerabilities);
const grave = all.filter(({ severity }) => severity === 'high' || severity === 'critical');
console.log(
  `Known weaknesses of ${metadata.dependencies?.prod ?? 'all'} packages in use: ${grave.length} high or critical, ${all.length - grave.length} lower.`,
);
for (const { name, severity, range, via } of grave) {
  const why = via.map((one) => (typeof one === 'string' ? `through ${one}` : `${one.title} ${one.url}`)).join('; ');
  console.error(`${severity}: ${name} ${range}: ${why}`);
}
process.exit(grave.length > 0 ? 1 : 0);
