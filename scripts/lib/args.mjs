// The few options of the scripts; everything else is handed on.

/**
 * Takes `--name value` and `--name=value` for the given names, and the given bare flags, out of the arguments.
 * @returns {values, flags: Set, rest}
 */
export function takeArgs({ values: names = [], flags: known = [] } = {}, argv = process.argv.slice(2)) {
  const values = {};
  const flags = new Set();
  const rest = [];
  for (let i = 0; i < argv.length; i++) {
    const [name, inline] = argv[i].startsWith('--') ? split(argv[i]) : [];
    if (names.includes(name)) values[name] = inline ?? argv[++i];
    // Taken by steps.mjs; a bare `--` comes from habit, npm has eaten its own.
    else if (name === 'verbose' || argv[i] === '--') continue;
    else if (known.includes(name)) flags.add(name);
    else rest.push(argv[i]);
  }
  return { values, flags, rest };
}

function split(arg) {
  const at = arg.indexOf('=');
  return at < 0 ? [arg.slice(2)] : [arg.slice(2, at), arg.slice(at + 1)];
}
