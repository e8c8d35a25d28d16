import { Fragment } from 'react'

import { Kbd } from './kbd'

/** Keys to press one after the other, as a command names them: `g o`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {keys.split(' ').map((key, index) => <Fragment key={index}><Kbd>{key}</Kbd></Fragment>)}
    </span>
  )
}
