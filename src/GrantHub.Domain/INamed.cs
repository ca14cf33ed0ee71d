namespace GrantHub.Domain;

/// <summary>What people and scripts call by its exact name or by its address.</summary>
public interface INamed
{
    string Name { get; }

    /// <summary>The word of its address, such as "community-safety-fund"; no two of a kind have the same.</summary>
    string Slug { get; }
}
