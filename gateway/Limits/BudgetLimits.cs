namespace Gateway.Limits;

/// <summary>What one caller gets of something.</summary>
/// <param name="PerSecond">In the long run; 0: no limit.</param>
/// <param name="Burst">At once after a rest.</param>
/// <param name="UnderWay">At one time; 0: no limit.</param>
internal sealed record BudgetLimits(int PerSecond, int Burst, int UnderWay);
