namespace ChatTriage.Tests.Claiming;

/// <summary>One process and no Redis: the database decides alone.</summary>
public sealed class ClaimsWithoutRedisTests : ClaimContract;
