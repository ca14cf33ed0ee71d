using GrantHub.Web.Commands;

return await CommandLine.RunAsync(args);
