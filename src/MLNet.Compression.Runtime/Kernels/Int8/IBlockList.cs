namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Which blocks a group has, as a type, so that the JIT compiles a kernel without index loads for dense matrices.</summary>
internal unsafe interface IBlockList
{
    /// <summary>Which 4 inputs block <paramref name="block"/> of the group covers.</summary>
    static abstract nint StepOf(ushort* indices, nint block);
}
