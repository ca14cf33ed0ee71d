using GrantHub.Domain.Decisions;

namespace GrantHub.Domain.Grants;

/// <summary>A file of a grant: its agreement, or what came with a return. The bytes lie in the store under the key.</summary>
/// <param name="Name">The name to show and to download under; never a path.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
public sealed record StoredFile(
    string Name,
    AppendixKind Kind,
    string ContentType,
    long Size,
    string Sha256,
    string StorageKey,
    DateTime AddedAt
);
