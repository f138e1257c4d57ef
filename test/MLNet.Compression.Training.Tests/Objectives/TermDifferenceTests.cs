using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.CrossViews;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Every objective term against its equation in double precision: the value, and the gradient by finite differences.</summary>
public class TermDifferenceTests
{
    private const double Tolerance = 5e-6;

    private static readonly TermCase[] _cases = [.. LogitTermCases.All, .. StateTermCases.All, .. AttentionTermCases.All, .. WeightTermCases.All];

    /// <remarks>Evaluated twice at half weight, so that weights and accumulation show in the gradients.</remarks>
    [TestCaseSource(nameof(Indices))]
    public void Evaluate_Term_EqualsFiniteDifferencesOnEveryInstructionSet(int index)
    {
        var test = _cases[index];
        var values = test.Inputs.Select(input => input.ValueSpan.ToArray().Select(value => (double)value).ToArray()).ToArray();
        var expectedValue = test.Equation(values);
        var expected = Enumerable.Range(0, values.Length).Select(i => FiniteDifferences.Of(values, i, test.Equation)).ToArray();
        foreach (var (set, threads) in InstructionSets.Supported.SelectMany(set => new[] { (set, 1), (set, 3) }))
        {
            using var forced = InstructionSets.Force(set);
            var comparison = new GoldenComparison($"finite differences of {test}, {set}, {threads} threads");
            var tape = Passes.Training(threads);
            var context = test.Context(tape);
            comparison.Add("value", test.Term.Evaluate(context, 0.5), expectedValue);
            comparison.Add("value again", test.Term.Evaluate(context, 0.5), expectedValue);
            for (var i = 0; i < expected.Length; i++)
            {
                comparison.Add($"gradient of {test.Inputs[i].Name}", test.Inputs[i].GradientSpan, [.. expected[i].Select(value => (float)value)]);
                test.Inputs[i].ClearGradient();
            }

            tape.Clear();
            comparison.AssertBelow(Tolerance);
        }
    }

    /// <remarks>Cross views run the student themselves: CrossViewTermTests computes all of it.</remarks>
    [Test]
    public void Cases_All_CoverEveryTerm() =>
        Assert.That(
            typeof(ObjectiveTerm).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ObjectiveTerm)) && !type.IsAbstract),
            Is.SubsetOf(_cases.Select(test => test.Term.GetType()).Append(typeof(CrossViewTerm))),
            "a new term needs a case here");

    private static IEnumerable<TestCaseData> Indices() => _cases.Select((test, index) => new TestCaseData(index).SetArgDisplayNames(test.ToString()));
}
