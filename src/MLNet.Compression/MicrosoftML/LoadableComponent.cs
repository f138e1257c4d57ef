using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Compression.MicrosoftML;

/// <summary>A component that ML.NET's model files can hold.</summary>
/// <param name="Type">Its class.</param>
/// <param name="ModelSignature">What marks its model block: eight characters.</param>
/// <param name="LoaderSignature">The name by which a file asks for it: at most 24 characters.</param>
/// <param name="UserName">The name in messages.</param>
/// <param name="Create">The static method that makes it of the environment and ML.NET's load context.</param>
internal sealed record LoadableComponent(
    Type Type, string ModelSignature, string LoaderSignature, string UserName, Func<IHostEnvironment, object, ITransformer> Create)
{
    /// <summary>The version in ML.NET's header; the block has one of its own.</summary>
    public const uint Version = 0x00010001;
}
