using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Objectives;

/// <summary>v / ‖v‖, in place.</summary>
internal static class UnitVector
{
    /// <returns>‖v‖; a vector of zeros stays as it is.</returns>
    public static double Normalize(Span<double> v)
    {
        var length = TensorPrimitives.Norm<double>(v);
        if (length > 0)
        {
            TensorPrimitives.Divide(v, length, v);
        }

        return length;
    }
}
