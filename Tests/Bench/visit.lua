-- Visits, each with a key of its own, spread over the verifications of the file.
dofile((debug.getinfo(1, "S").source:sub(2):match("(.*/)")) .. "report.lua")
local lines, at = {}, 0
for line in io.lines(os.getenv("BENCH_VERIFICATIONS")) do lines[#lines + 1] = line end
local token, service, run = os.getenv("BENCH_TOKEN"), os.getenv("BENCH_SERVICE"), os.getenv("BENCH_RUN")
local count = 0
function request()
  count = count + 1
  at = at % #lines + 1
  return wrk.format("POST", "/v1/visits",
    { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token, ["Idempotency-Key"] = run .. "-" .. count },
    '{"verificationId":"' .. lines[at] .. '","services":[{"serviceId":"' .. service .. '"}]}')
end
