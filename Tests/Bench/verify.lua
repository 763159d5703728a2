-- Verifications by card number and rotating code; each line of the file is used once, in order.
dofile((debug.getinfo(1, "S").source:sub(2):match("(.*/)")) .. "report.lua")
local lines, at = {}, 0
for line in io.lines(os.getenv("BENCH_CODES")) do lines[#lines + 1] = line end
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }
local location = os.getenv("BENCH_LOCATION")
function request()
  at = at % #lines + 1
  local card, code = lines[at]:match("(%S+) (%S+)")
  return wrk.format("POST", "/v1/verifications", headers,
    '{"locationId":"' .. location .. '","cardNumber":"' .. card .. '","code":"' .. code .. '"}')
end
