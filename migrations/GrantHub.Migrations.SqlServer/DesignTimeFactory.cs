using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GrantHub.Migrations.SqlServer;

/// <summary>Lets <c>dotnet ef</c> see the model for this database; no server is asked.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<GrantHubDb>
{
    public GrantHubDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<GrantHubDb>();
        options.Use(DatabaseProvider.SqlServer, "Server=localhost;Database=design");
        return new GrantHubDb(options.Options);
    }
}
