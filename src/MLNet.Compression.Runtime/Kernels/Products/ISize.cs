namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>A small number (of rows, of blocks) as a type, so that the JIT compiles one kernel for each: the number is the size of the type.</summary>
internal interface ISize;
