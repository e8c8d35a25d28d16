/** Money as people read it. */

export interface MoneyLike {
  /** In the currency's minor unit: 3500 USD is 35 dollars, 3500 JPY is 3500 yen. */
  amount_minor: number
  currency: string
}

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency })
    formats.set(key, format)
  }
  return format
}

/** How many digits stand behind the point: JPY 0, USD 2, KWD 3. */
export function minorDigits(currency: string): number {
  return formatOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2
}

/** The exact decimal number, without floating point: amounts have up to 64 bits. */
export function decimalOf({ amount_minor: amount, currency }: MoneyLike): string {
  const digits = minorDigits(currency)
  const written = String(Math.abs(amount)).padStart(digits + 1, '0')
  const [whole, fraction] = [written.slice(0, written.length - digits), written.slice(written.length - digits)]
  return `${amount < 0 ? '-' : ''}${whole}${digits ? `.${fraction}` : ''}`
}

export function formatMoney(money: MoneyLike, locale: string): string {
  return formatOf(locale, money.currency).format(decimalOf(money) as Intl.StringNumericLiteral)
}

/** What somebody typed, as minor units; undefined where it is no amount of that currency (`12.345` in USD). */
export function parseMoney(typed: string, currency: string): number | undefined {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d{1,15})(?:[.,](\d+))?$/.exec(typed.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (fraction.length > digits) return undefined
  const minor = Number(whole + fraction.padEnd(digits, '0'))
  if (!Number.isSafeInteger(minor)) return undefined
  return sign && minor !== 0 ? -minor : minor
}
