import { ImageOff } from 'lucide-react'

import { classNames } from '@/lib/class_names'

/** A product's picture, in a square. `alt` is empty where its name stands beside it. */
export function ProductPicture({ src, alt = '', eager = false, className }: { src: string | null; alt?: string; eager?: boolean; className?: string }) {
  return (
    <div className={classNames('flex aspect-square items-center justify-center overflow-hidden bg-sunken text-ink-faint', className)}>
      {src ? (
        // eslint-disable-next-line @next/next/no-img-element -- drawings of a few kB that come as they are: nothing to optimise
        <img src={src} alt={alt} width={640} height={640} loading={eager ? 'eager' : 'lazy'} decoding="async" className="size-full object-cover" />
      ) : <ImageOff aria-hidden className="size-8" />}
    </div>
  )
}
