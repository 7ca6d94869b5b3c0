/** Set by `npm run nightly`: the whole of what is too long for every day. By day the same lines are walked, shorter. */
export const AT_NIGHT = process.env['OSMOSE_NIGHT'] === '1'
