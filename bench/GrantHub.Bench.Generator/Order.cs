namespace GrantHub.Bench.Generator;

/// <param name="Until">Midnight UTC; nothing happens at or after it.</param>
/// <param name="Waiting">Records that wait for the chief finance officer, and as many more for the commissioner.</param>
internal sealed record Order(int Records, int Seed, DateTime Until, int Waiting, string Password);
