using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Reads both ends of every tensor of a file; a damaged view may repeat few values over a huge shape.</summary>
internal static class TensorUse
{
    private const int Window = 100;

    public static void Read(ITensorFile file)
    {
        foreach (var tensor in file.Tensors.Values.Where(tensor => tensor.Type != ElementType.Other))
        {
            var size = tensor.Type.Size();
            var window = new byte[(int)Math.Min(Window, tensor.Count) * size];
            file.ReadElements(tensor, 0, window);
            file.ReadElements(tensor, tensor.Count - (window.Length / size), window);
        }
    }
}
