import NextLink from 'next/link'
import type { ComponentProps } from 'react'

import { classNames } from '@/lib/class_names'

import { buttonClasses, type ButtonLook, type ButtonSize } from './button'

/** A link to a page of this portal, as it stands in a text. */
export function Link({ className, ...rest }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink
      className={classNames('rounded-sm font-medium text-accent underline underline-offset-4 hover:text-accent-strong', className)}
      {...rest}
    />
  )
}

/** A link to a page of this portal that looks like a button. */
export function ButtonLink(
  { look, size, className, ...rest }: ComponentProps<typeof NextLink> & { look?: ButtonLook; size?: ButtonSize },
) {
  return <NextLink className={classNames(buttonClasses(look, size), className)} {...rest} />
}
