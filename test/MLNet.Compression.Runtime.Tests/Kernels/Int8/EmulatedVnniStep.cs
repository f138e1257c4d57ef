using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="AvxVnniStep"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedVnniStep : IInt8Step<Vector256<int>>
{
    public static string Name => "emulated avxvnni";

    public static bool IsSupported => true;

    public static InputFormat InputFormat => AvxVnniStep.InputFormat;

    public static int InputOffset => AvxVnniStep.InputOffset;

    public static int InputBytes => AvxVnniStep.InputBytes;

    public static int MaxTokens => AvxVnniStep.MaxTokens;

    public static int StripOutputs => AvxVnniStep.StripOutputs;

    public static Vector256<int> Zero => AvxVnniStep.Zero;

    public static Vector256<int> LoadInputs(byte* x) => AvxVnniStep.LoadInputs(x);

    public static Vector256<int> LoadLeft(sbyte* weights) => AvxVnniStep.LoadLeft(weights);

    public static Vector256<int> LoadRight(sbyte* weights) => AvxVnniStep.LoadRight(weights);

    public static Vector256<int> MultiplyAddLeft(Vector256<int> sums, Vector256<int> inputs, Vector256<int> weights)
    {
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
        {
            var sum = sums[lane];
            for (var i = 4 * lane; i < (4 * lane) + 4; i++)
            {
                sum += inputs.AsByte()[i] * weights.AsSByte()[i];
            }

            sums = sums.WithElement(lane, sum);
        }

        return sums;
    }

    public static Vector256<int> MultiplyAddRight(Vector256<int> sums, Vector256<int> inputs, Vector256<int> weights) =>
        MultiplyAddLeft(sums, inputs, weights);

    public static void Store(Vector256<int> left, Vector256<int> right, int* sums) => AvxVnniStep.Store(left, right, sums);
}
