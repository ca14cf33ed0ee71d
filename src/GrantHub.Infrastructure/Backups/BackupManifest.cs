using System.Text.Json;
using System.Text.Json.Serialization;
using GrantHub.Domain.Audit;

namespace GrantHub.Infrastructure.Backups;

/// <summary>What a backup says of itself, in <c>manifest.json</c>, its last member.</summary>
/// <param name="Kind">Always <see cref="GrantHub"/>.</param>
/// <param name="Format">How it is laid out; <see cref="ThisFormat"/> for this version.</param>
/// <param name="Migration">The last migration that the database has had.</param>
/// <param name="TakenAt">In UTC.</param>
/// <param name="Changes">The end of the chain of changes.</param>
/// <param name="Access">The end of the chain of access.</param>
/// <param name="Members">Every other member of the zip.</param>
/// <param name="Missing">Storage keys of files that the records name and that were lost before the backup.</param>
internal sealed record BackupManifest(
    string Kind,
    int Format,
    string Migration,
    DateTime TakenAt,
    BackupHead Changes,
    BackupHead Access,
    IReadOnlyList<BackupMember> Members,
    IReadOnlyList<string> Missing
)
{
    public const string GrantHub = "GrantHub backup";
    public const int ThisFormat = 1;
    public const string FileName = "manifest.json";
    public const string DatabaseName = "granthub.db";
    public const string FilesPrefix = "files/";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public Task WriteAsync(Stream to, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(to, this, Options, cancellationToken);

    /// <exception cref="JsonException">It is not a manifest.</exception>
    public static async Task<BackupManifest> ReadAsync(
        Stream from,
        CancellationToken cancellationToken
    ) =>
        await JsonSerializer.DeserializeAsync<BackupManifest>(from, Options, cancellationToken)
        ?? throw new JsonException();
}

/// <param name="Number">Of the chain's last entry; 0 for none.</param>
/// <param name="Hash">Its hash; empty for none.</param>
internal sealed record BackupHead(long Number, string Hash)
{
    public static BackupHead None { get; } = new(0, "");

    public static BackupHead Of(AuditHead head) => new(head.Number, head.Hash);
}

/// <param name="Name">Its name in the zip: the database's, or <c>files/</c> and a storage key.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
internal sealed record BackupMember(string Name, long Size, string Sha256);
