/** How far long work is; without `value` it is not known. */
export function ProgressBar({ label, value, max = 100, text }: { label: string; value?: number; max?: number; text?: string }) {
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-4 text-sm"><span>{label}</span><span className="numbers text-ink-soft">{text}</span></div>
      <progress
        aria-label={label}
        value={value}
        max={max}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  )
}
