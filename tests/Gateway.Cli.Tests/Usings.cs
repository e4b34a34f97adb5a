global using Gateway.RealShells;
global using Shouldly;
global using Xunit;
