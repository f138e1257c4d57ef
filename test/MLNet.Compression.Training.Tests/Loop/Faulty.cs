using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.Loop;

/// <summary>A term that is 0, but for the first times that a certain step is made.</summary>
internal sealed class Faulty(double fault, int times = int.MaxValue) : ObjectiveTerm
{
    public const int AtStep = 13;
    private int _left = times;

    /// <summary>The step that is being made.</summary>
    public long Step { get; set; }

    public override string Name => "faulty";

    public override double Evaluate(ObjectiveContext context, double weight) => Step == AtStep && _left-- > 0 ? fault : 0;
}
