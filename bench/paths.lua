-- Asks for the paths of the file GRANTHUB_BENCH_PATHS, one a line, in turn.
local requests, at = {}, 0
init = function()
  for path in io.lines(os.getenv("GRANTHUB_BENCH_PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
