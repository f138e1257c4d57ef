namespace Microsoft.ML;

/// <summary>The format of a component's model block, and who reads it.</summary>
internal readonly struct VersionInfo
{
    public readonly ulong ModelSignature;
    public readonly uint VerWrittenCur;
    public readonly uint VerReadableCur;
    public readonly uint VerWeCanReadBack;
    public readonly string LoaderAssemblyName;
    public readonly string LoaderSignature;
    public readonly string LoaderSignatureAlt;

    public VersionInfo(
        string modelSignature,
        uint verWrittenCur,
        uint verReadableCur,
        uint verWeCanReadBack,
        string loaderAssemblyName,
        string loaderSignature = null,
        string loaderSignatureAlt = null)
    {
        if (modelSignature?.Length != 8)
            throw new InvalidOperationException("Model signature must be eight characters");
        foreach (var character in modelSignature.Reverse())
        {
            if (character > 0xFF)
                throw new InvalidOperationException("A model signature has only characters up to 255.");
            // A space stands for a zero byte, so that a short signature can be padded.
            ModelSignature = (ModelSignature << 8) | (character == ' ' ? 0UL : character);
        }
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
        LoaderSignatureAlt = loaderSignatureAlt;
    }
}
