using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>The approximations of scoring against the formula in double precision.</summary>
[TestFixture]
internal sealed class GeluForScoringTests
{
    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [TestCaseSource(nameof(Sets))]
    public void GeluRational_AnyNumber_IsWithinItsBound(InstructionSet set) =>
        AssertWithin<GeluRational>(set, x => 5e-7 * Math.Max(1, Math.Abs(x)));

    [TestCaseSource(nameof(Sets))]
    public void GeluCoarse_AnyNumber_IsWithinItsBound(InstructionSet set) =>
        AssertWithin<GeluCoarse>(set, x => 2.2e-4 + (1e-6 * Math.Abs(x)));

    private static void AssertWithin<TOperator>(InstructionSet set, Func<float, double> bound)
        where TOperator : struct, IUnaryOperator
    {
        using var forced = InstructionSets.Force(set);
        float[] x = [.. Enumerable.Range(-100_000, 200_001).Select(i => i * 1e-4f), -1e30f, 1e30f, 0];
        var actual = OperatorRun.Apply<TOperator>(x);

        for (var i = 0; i < x.Length; i++)
        {
            Assert.That(Math.Abs(actual[i] - Reference.Gelu(x[i])), Is.LessThan(bound(x[i])), $"x = {x[i]}");
        }
    }
}
