namespace GrantHub.Infrastructure;

/// <summary>The settings or this build do not let GrantHub run. The sentence says what to change.</summary>
public sealed class SettingsException(string sentence) : InvalidOperationException(sentence);
