import fc from 'fast-check'

// The same cases each time, so that a change is what makes a property fail. TAGLORE_SEED takes others: a number, or `random`.
const wanted = process.env['TAGLORE_SEED']
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted ?? 1) })
