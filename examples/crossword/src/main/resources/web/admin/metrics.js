// Reads Prometheus' text, and makes of it what a dashboard shows: gauges, rates, and quantiles of histograms. Each takes a window
// {now, before, seconds}, two readings and what lies between them, and returns values by a label's value, '' where there is no label.
const SAMPLE = /^(realmhub_\w+)(?:\{(.*)\})? (\S+)$/
const LABEL = /(\w+)="([^"]*)"/g

export function read(text) {
  return text.split('\n').map(line => SAMPLE.exec(line)).filter(Boolean).map(([, name, labels = '', value]) => ({
    name,
    labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, label, of]) => [label, of])),
    value: Number(value),
  }))
}

function sumBy(samples, wanted, label) {
  const sums = new Map()
  for (const { name, labels, value } of samples) {
    const key = labels[label] ?? ''
    if (name === wanted) sums.set(key, (sums.get(key) ?? 0) + value)
  }
  return sums
}

export const gauge = (name, label) => ({ now }) => sumBy(now, name, label)

export const rate = (name, label) => ({ now, before, seconds }) => {
  const old = sumBy(before, name, label)
  return new Map([...sumBy(now, name, label)].map(([key, value]) => [key, (value - (old.get(key) ?? 0)) / seconds]))
}

/** Linear within a bucket, as Prometheus has it; nothing while nothing happens. */
export const quantile = (part, name) => window => {
  const buckets = [...rate(name, 'le')(window)]
    .map(([upTo, count]) => [upTo === '+Inf' ? Infinity : Number(upTo), count])
    .sort(([one], [other]) => one - other)
  const wanted = part * (buckets.at(-1)?.[1] ?? 0)
  if (!(wanted > 0)) return new Map()
  const at = buckets.findIndex(([, count]) => count >= wanted)
  const [low, under] = buckets[at - 1] ?? [0, 0]
  const [high, count] = buckets[at]
  return new Map([['', high === Infinity ? low : low + (high - low) * (wanted - under) / (count - under)]])
}
