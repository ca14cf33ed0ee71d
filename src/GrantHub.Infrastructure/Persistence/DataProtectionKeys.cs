using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>One key of the ring that protects cookies and forms; every web node reads the same.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Xml { get; init; } = "";
}

/// <summary>Keeps the data-protection keys in the database, so that a second web node or a new folder signs nobody out.</summary>
internal sealed class DataProtectionKeyRepository(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        return
        [
            .. db
                .DataProtectionKeys.AsNoTracking()
                .Select(key => key.Xml)
                .AsEnumerable()
                .Select(xml => XElement.Parse(xml)),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        db.DataProtectionKeys.Add(
            new DataProtectionKey
            {
                Name = friendlyName,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            }
        );
        db.SaveChanges();
    }
}
