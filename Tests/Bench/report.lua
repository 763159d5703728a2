-- Prints what Load.swift reads.
function done(summary, latency, requests)
  local failed = summary.errors.status
  print(string.format("RESULT persecond=%.1f p99ms=%.3f answered=%d refused=%d",
    (summary.requests - failed) / (summary.duration / 1e6), latency:percentile(99) / 1e3,
    summary.requests - failed, failed))
end
