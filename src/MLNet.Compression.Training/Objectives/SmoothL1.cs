namespace MLNet.Compression.Training.Objectives;

/// <summary>x² / 2 where |x| is below 1, else |x| − ½; its derivative is x clamped to [−1, 1].</summary>
internal static class SmoothL1
{
    public static double Value(double x) => Math.Abs(x) < 1 ? 0.5 * x * x : Math.Abs(x) - 0.5;

    public static double Derivative(double x) => Math.Clamp(x, -1, 1);
}
