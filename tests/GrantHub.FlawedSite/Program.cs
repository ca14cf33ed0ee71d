using GrantHub.FlawedSite;

if (args is not [var address, var folder])
{
    await Console.Error.WriteLineAsync("GrantHub.FlawedSite ADDRESS FOLDER");
    return 2;
}
await using var app = Flaws.Build(address, folder);
await app.RunAsync();
return 0;
