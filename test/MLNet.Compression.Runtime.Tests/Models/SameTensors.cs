using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>Compares checkpoints bit by bit and prints how much there was to compare.</summary>
internal static class SameTensors
{
    public static void Require(Checkpoint found, Checkpoint expected)
    {
        Assert.That(found.Tensors.Keys, Is.EquivalentTo(expected.Tensors.Keys));
        foreach (var tensor in expected.Tensors.Values)
        {
            Require(found.Tensors[tensor.Name], tensor.Shape, tensor.Values);
        }

        Print(expected.Tensors.Count, expected.Tensors.Values.Sum(tensor => tensor.Values.Length));
    }

    public static void Require(NamedTensor found, IReadOnlyList<int> shape, float[] values)
    {
        Assert.That(found.Shape, Is.EqualTo(shape), found.Name);
        Assert.That(Bits(found.Values).SequenceEqual(Bits(values)), found.Name);
    }

    public static void Print(int tensors, long values) => TestContext.Out.WriteLine($"{tensors} tensors, {values} values: no bit differs");

    private static ReadOnlySpan<int> Bits(float[] values) => MemoryMarshal.Cast<float, int>(values);
}
