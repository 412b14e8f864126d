-- The single-responder lock, one script for every step, so that no two steps can be interleaved.
-- KEYS[1] {m:<id>}:claim  hash person, fence; expires with the lease
-- KEYS[2] {m:<id>}:fence  highest token given out; outlives every lease
-- ARGV    operation, person, fence (of the caller's row), milliseconds for the claim, milliseconds to keep the fence
-- Answer  {1, fence, person} or {0, fence, person} when somebody else has it
local op, person, floor, ms, keep = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local held = redis.call('HMGET', KEYS[1], 'person', 'fence')
local holder, fence = held[1], tonumber(held[2] or '-1')

local function raise(to)
  local highest = math.max(tonumber(redis.call('GET', KEYS[2]) or '0'), to)
  redis.call('SET', KEYS[2], string.format('%.0f', highest), 'PX', keep)
  return highest
end

local function hold(token)
  redis.call('HSET', KEYS[1], 'person', person, 'fence', string.format('%.0f', token))
  redis.call('PEXPIRE', KEYS[1], ms)
  return {1, token, person}
end

if op == 'take' then
  -- The caller's row is not claimed at `floor`, so a claim with that token or a lower one is over, whatever is still written here.
  if holder and fence > floor then
    if holder == person then return {1, fence, person} end
    return {0, fence, holder}
  end
  return hold(raise(raise(floor) + 1))
end

if op == 'keep' then
  -- The row says that this person holds it under `floor`: write it again when it was forgotten, never over a newer one.
  if holder and fence > floor then return {0, fence, holder} end
  raise(floor)
  return hold(floor)
end

if op == 'free' then
  raise(floor)
  if holder and fence <= floor then redis.call('DEL', KEYS[1]) end
  return {1, floor, ''}
end

return redis.error_reply('unknown operation')
