namespace Microsoft.ML;

/// <summary>Version information of the components of this assembly.</summary>
internal static class ComponentVersion
{
    private const uint Initial = 0x00010001;

    /// <summary>The first version of a component's format.</summary>
    public static VersionInfo First(string modelSignature, string loaderSignature) =>
        new(modelSignature, Initial, Initial, Initial, typeof(ComponentVersion).Assembly.FullName, loaderSignature);
}
