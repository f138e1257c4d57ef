using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>One summand of the loss: it says what it reads of student and teacher, gives its value, and adds its gradient.</summary>
internal abstract class ObjectiveTerm
{
    /// <summary>The name shown in the progress, such as "attention".</summary>
    public abstract string Name { get; }

    /// <summary>What the student's forward pass must keep.</summary>
    public virtual OutputNeeds StudentNeeds => OutputNeeds.Nothing;

    /// <summary>What the teacher's forward pass must keep.</summary>
    public virtual OutputNeeds TeacherNeeds => OutputNeeds.Nothing;

    /// <summary>Weights that the term learns beside the student, such as a projection.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>
    /// How much a batch holds of what the term averages over: sequences, unless a term says otherwise. By this the batches of one step are
    /// weighed, so that they count as they would in one batch.
    /// </summary>
    public virtual double Extent(BatchExtent batch) => batch.Sequences;

    /// <summary>Whether the term reads what rows are to be learnt to give; it does not look at batches of which nobody knows that.</summary>
    public virtual bool ReadsTargets => false;

    /// <summary>The term's value; adds <paramref name="weight"/> times its gradient to the tensors that it reads.</summary>
    /// <param name="context">The step.</param>
    /// <param name="weight">The term's weight in the loss.</param>
    /// <returns>The value without the weight.</returns>
    public abstract double Evaluate(ObjectiveContext context, double weight);
}
