namespace GrantHub.Web.Hosting;

/// <summary>Demonstration mode, from the settings <c>Demo:*</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>Whether every page says that the data is a demonstration.</summary>
    public bool Enabled { get; set; }
}
