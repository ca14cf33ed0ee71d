using GrantHub.Web.Hosting;

// Files stand beside the program, wherever it is called from.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
);
builder.Services.AddGrantHubWeb(builder.Configuration.GetSection("GrantHub"));
var app = builder.Build();
app.UseGrantHubWeb();
await app.RunAsync();
