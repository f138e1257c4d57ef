namespace MLNet.Compression.Runtime.Kernels.Threads;

/// <summary>Work in numbered, independent parts.</summary>
internal interface IPart
{
    void Run(int part);
}
