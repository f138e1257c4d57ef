namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A Python class or function by name. Only those of <see cref="TorchGlobals"/> are let in, and none is run.</summary>
internal sealed record PickleGlobal(string Name);
