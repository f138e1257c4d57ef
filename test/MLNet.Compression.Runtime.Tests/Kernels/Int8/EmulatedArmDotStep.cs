using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="ArmDotStep"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedArmDotStep : IInt8Step<Vector128<int>>
{
    public static string Name => "emulated arm-dp";

    public static bool IsSupported => true;

    public static InputFormat InputFormat => ArmDotStep.InputFormat;

    public static int InputOffset => ArmDotStep.InputOffset;

    public static int InputBytes => ArmDotStep.InputBytes;

    public static int MaxTokens => ArmDotStep.MaxTokens;

    public static int StripOutputs => ArmDotStep.StripOutputs;

    public static Vector128<int> Zero => ArmDotStep.Zero;

    public static Vector128<int> LoadInputs(byte* x) => ArmDotStep.LoadInputs(x);

    public static Vector128<int> LoadLeft(sbyte* weights) => ArmDotStep.LoadLeft(weights);

    public static Vector128<int> LoadRight(sbyte* weights) => ArmDotStep.LoadRight(weights);

    public static Vector128<int> MultiplyAddLeft(Vector128<int> sums, Vector128<int> inputs, Vector128<int> weights)
    {
        for (var lane = 0; lane < Vector128<int>.Count; lane++)
        {
            var sum = sums[lane];
            for (var i = 4 * lane; i < (4 * lane) + 4; i++)
            {
                sum += inputs.AsSByte()[i] * weights.AsSByte()[i];
            }

            sums = sums.WithElement(lane, sum);
        }

        return sums;
    }

    public static Vector128<int> MultiplyAddRight(Vector128<int> sums, Vector128<int> inputs, Vector128<int> weights) =>
        MultiplyAddLeft(sums, inputs, weights);

    public static void Store(Vector128<int> left, Vector128<int> right, int* sums) => ArmDotStep.Store(left, right, sums);
}
