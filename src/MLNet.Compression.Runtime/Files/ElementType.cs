namespace MLNet.Compression.Runtime.Files;

/// <summary>What a tensor's elements are in a file, all little-endian; named as safetensors names them.</summary>
internal enum ElementType
{
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,

    /// <summary>Something else: such a tensor can be there, but not be read.</summary>
    Other,
}
