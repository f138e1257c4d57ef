namespace MLNet.Compression.MicrosoftML;

/// <summary>A component that ML.NET's model files can hold. Its class carries a LoadableClass attribute, by which ML.NET finds it.</summary>
/// <param name="ModelSignature">What marks its model block: eight characters.</param>
/// <param name="LoaderSignature">The name by which a file asks for it: at most 24 characters.</param>
/// <param name="UserName">The name in messages.</param>
internal sealed record LoadableComponent(string ModelSignature, string LoaderSignature, string UserName)
{
    /// <summary>The version in ML.NET's header; the block has one of its own.</summary>
    public const uint Version = 0x00010001;

    /// <summary>The assembly that ML.NET is to look in for the class.</summary>
    public static string Assembly { get; } = typeof(LoadableComponent).Assembly.GetName().Name!;
}
