using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Files;

/// <summary>Where the content of appendices is kept, outside the database and the web root.</summary>
public interface IAppendixStore
{
    /// <summary>
    /// Stores a file whose content is of the type that its name claims. Either all of it is
    /// stored, on disk, or nothing is.
    /// </summary>
    /// <param name="content">Read once, from where it stands, and no further than the limit.</param>
    /// <param name="fileName">As the person's browser gave it; only its extension counts here.</param>
    /// <exception cref="DomainException">
    /// The file is empty, over <see cref="AppendixCheck.MaximumBytes"/>, or not of an allowed type.
    /// </exception>
    Task<StoredFile> SaveAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// As <see cref="SaveAsync"/>, for a file of which it is not yet known whether it is wanted: unless it is kept or
    /// deleted it goes by itself, not before a day has passed.
    /// </summary>
    /// <exception cref="DomainException">As <see cref="SaveAsync"/>.</exception>
    Task<StoredFile> HoldAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    );

    /// <summary>Keeps for good what was held; what is kept already stays.</summary>
    /// <exception cref="FileNotFoundException">Nothing is stored under the key.</exception>
    void Keep(string storageKey);

    /// <summary>The content, read through and compared first, for the caller to dispose of.</summary>
    /// <param name="sha256Hex">As it was when the content was stored (<see cref="StoredFile.Sha256Hex"/>).</param>
    /// <exception cref="FileNotFoundException">Nothing is stored under the key.</exception>
    /// <exception cref="InvalidDataException">The content is not what was stored.</exception>
    Task<Stream> OpenAsync(
        string storageKey,
        string sha256Hex,
        CancellationToken cancellationToken
    );

    /// <summary>Removes the content; a key under which nothing is stored is no error.</summary>
    void Delete(string storageKey);
}

/// <summary>A stored file.</summary>
/// <param name="StorageKey">32 lower-case hexadecimal digits, random.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256Hex">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Kind">As its content was found to be.</param>
/// <param name="ContentType">For the response's header when it is downloaded.</param>
public sealed record StoredFile(
    string StorageKey,
    long Size,
    string Sha256Hex,
    AppendixKind Kind,
    string ContentType
);
