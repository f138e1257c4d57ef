using System.Numerics;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>What one step does to one weight, over as many weights as a vector holds.</summary>
internal interface IUpdateRule
{
    /// <param name="weight">Is changed.</param>
    /// <param name="gradient">As the backward pass left it.</param>
    /// <param name="first">What the optimizer keeps of this weight; 0 before the first step.</param>
    /// <param name="second">What it keeps beside.</param>
    void Apply(ref Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second);
}
