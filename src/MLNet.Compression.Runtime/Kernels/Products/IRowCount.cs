namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>A number of rows as a type, so that the JIT compiles one tile kernel for each.</summary>
internal interface IRowCount
{
    static abstract int Value { get; }
}
