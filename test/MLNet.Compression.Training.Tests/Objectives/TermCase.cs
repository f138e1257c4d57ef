using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>An objective term beside its equation in double precision.</summary>
/// <param name="Name">What is special about the case.</param>
/// <param name="Term">The term.</param>
/// <param name="Inputs">The tensors that the student learns: what the term reads of it, and what the term has beside.</param>
/// <param name="Context">The outputs of a step that <paramref name="Inputs"/> are part of.</param>
/// <param name="Equation">The term's value, from the values of <paramref name="Inputs"/>.</param>
internal sealed record TermCase(
    string Name, ObjectiveTerm Term, IReadOnlyList<Parameter> Inputs, Func<Tape, ObjectiveContext> Context, Func<double[][], double> Equation)
{
    public override string ToString() => Name.Length == 0 ? Term.GetType().Name : $"{Term.GetType().Name}, {Name}";
}
