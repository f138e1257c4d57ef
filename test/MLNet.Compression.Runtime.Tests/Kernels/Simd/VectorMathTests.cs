using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Simd;

internal sealed class VectorMathTests
{
    private static IEnumerable<TestCaseData> Functions()
    {
        foreach (var set in InstructionSets.Supported)
        {
            yield return Row<ExpOperator>(set, Math.Exp, -103.5, 88.7, 1);
            yield return Row<SigmoidOperator>(set, Reference.Sigmoid, -87, 30, 3);
            yield return Row<TanhForward>(set, Math.Tanh, -12, 12, 3);
        }
    }

    private static TestCaseData Row<TOperator>(InstructionSet set, Func<double, double> oracle, double from, double to, double ulps)
        where TOperator : struct, IUnaryOperator =>
        new TestCaseData(set, (Func<float[], float[]>)OperatorRun.Apply<TOperator>, oracle, from, to, ulps).SetArgDisplayNames(set.ToString(), typeof(TOperator).Name);

    [TestCaseSource(nameof(Functions))]
    public void Function_DenseRange_StaysWithinItsBound(
        InstructionSet set, Func<float[], float[]> function, Func<double, double> oracle, double from, double to, double bound)
    {
        using var forced = InstructionSets.Force(set);
        var x = Enumerable.Range(0, 200_001).Select(i => (float)(from + ((to - from) * i / 200_000))).ToArray();
        var y = function(x);
        var worst = Enumerable.Range(0, x.Length).MaxBy(i => Close.Ulps(y[i], oracle(x[i])));
        Assert.That(Close.Ulps(y[worst], oracle(x[worst])), Is.LessThanOrEqualTo(bound), $"at {x[worst]:R}");
    }

    [Test]
    public void Functions_SpecialValues_BehaveAsTheirLimits([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        float[] x = [float.NegativeInfinity, -1e30f, -0f, 0f, 1e-30f, 1e30f, float.PositiveInfinity, float.NaN];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(OperatorRun.Apply<ExpOperator>(x), Is.EqualTo((float[])[0, 0, 1, 1, 1, float.PositiveInfinity, float.PositiveInfinity, float.NaN]));
            Assert.That(OperatorRun.Apply<SigmoidOperator>(x), Is.EqualTo((float[])[0, 0, 0.5f, 0.5f, 0.5f, 1, 1, float.NaN]));
            Assert.That(OperatorRun.Apply<TanhForward>(x), Is.EqualTo((float[])[-1, -1, -0f, 0, 1e-30f, 1, 1, float.NaN]));
            Assert.That(OperatorRun.Apply<GeluTanhForward>(x), Is.EqualTo((float[])[0, 0, 0, 0, 5e-31f, 1e30f, float.PositiveInfinity, float.NaN]).Within(1).Ulps);
            Assert.That(OperatorRun.Apply<ReluForward>(x), Is.EqualTo((float[])[0, 0, 0, 0, 1e-30f, 1e30f, float.PositiveInfinity, float.NaN]));
        }
    }

    [Test]
    public void Exp_AroundTheEndsOfItsRange_IsRight([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        var y = OperatorRun.Apply<ExpOperator>([-104.5f, -103.9f, -87.4f, 88.72f, 88.73f]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(y[0], Is.Zero);
            Assert.That(y[1], Is.EqualTo(float.Epsilon));
            Assert.That(y[2], Is.EqualTo((float)Math.Exp(-87.4f)).Within(1).Ulps);
            Assert.That(y[3], Is.EqualTo((float)Math.Exp(88.72f)).Within(1).Ulps);
            Assert.That(y[4], Is.EqualTo(float.PositiveInfinity));
        }
    }

    private readonly struct ExpOperator : IUnaryOperator
    {
        public TVector Invoke<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector> =>
            VectorMath.Exp(x);
    }

    private readonly struct SigmoidOperator : IUnaryOperator
    {
        public TVector Invoke<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector> =>
            VectorMath.Sigmoid(x);
    }
}
